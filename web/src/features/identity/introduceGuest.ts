import { loadMe } from '../../api/me.ts'
import { renameMe } from '../../api/renameMe.ts'
import { language } from '../../i18n/language.ts'
import { nameOf } from './guest.ts'
import { identity } from './identity.ts'

/** Tells the server what a guest is called, where somebody is to read it later. Where it cannot be told, nothing is lost. */
export async function introduceGuest(): Promise<void> {
  try {
    const { person } = await loadMe()
    const name = nameOf(identity.get(), language.get())
    if (person?.isGuest && person.name !== name) await renameMe(name)
  } catch {
    // They stay a guest without a name.
  }
}
