import type { Editor } from '@tiptap/core'
import { ExternalLink, Unlink } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { openAddress, readAddress } from '../../ui/linkAddress.ts'
import styles from './LinkForm.module.css'

/** The address of the link at the selection: apply, open, remove. */
export function LinkForm({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const { t } = useTranslation()
  const current = String(editor.getAttributes('link')['href'] ?? '')
  const [address, setAddress] = useState(current)
  const [invalid, setInvalid] = useState(false)
  const error = useId()

  function apply() {
    const href = readAddress(address)
    if (href === null) return setInvalid(true)
    const { empty } = editor.state.selection
    if (empty && current === '') editor.commands.insertContent(linkedText(address.trim(), href))
    else editor.chain().extendMarkRange('link').setMark('link', { href }).run()
    onDone()
  }

  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        apply()
      }}
    >
      <div className={styles['row']}>
        <input
          type="url"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          aria-label={t('link.address')}
          aria-invalid={invalid}
          aria-describedby={error}
          placeholder={t('link.placeholder')}
          value={address}
          onChange={(event) => {
            setAddress(event.target.value)
            setInvalid(false)
          }}
        />
        <Button look="primary" type="submit">
          {t('link.apply')}
        </Button>
      </div>
      <p id={error} role="alert" className={styles['error']}>
        {invalid && t('link.invalid')}
      </p>
      {current !== '' && (
        <div className={styles['row']}>
          <Button look="quiet" onClick={() => openAddress(current)}>
            <ExternalLink size={16} aria-hidden /> {t('link.open')}
          </Button>
          <Button
            look="quiet"
            onClick={() => {
              editor.commands.unsetMark('link', { extendEmptyMarkRange: true })
              onDone()
            }}
          >
            <Unlink size={16} aria-hidden /> {t('link.remove')}
          </Button>
        </div>
      )}
    </form>
  )
}

function linkedText(text: string, href: string) {
  return { type: 'text', text, marks: [{ type: 'link', attrs: { href } }] }
}
