import './plain.css'
import { Editor } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret'
import { TaskItem, TaskList } from '@tiptap/extension-list'
import { TableKit } from '@tiptap/extension-table'
import { StarterKit } from '@tiptap/starter-kit'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

/**
 * The editor that everybody would build first: TipTap as its documentation has it, and y-websocket. Without a framework
 * around it, so that Weft is compared with the least there can be.
 */
const asked = new URLSearchParams(location.search)
const document = new Y.Doc()
const provider = new WebsocketProvider(asked.get('sync') ?? '', asked.get('room') ?? '', document, {
  disableBc: true,
})

// oxlint-disable-next-line no-new -- it lives as long as the page
new Editor({
  element: window.document.getElementById('page'),
  extensions: [
    StarterKit.configure({ undoRedo: false }),
    TableKit,
    TaskList,
    TaskItem,
    Collaboration.configure({ document }),
    CollaborationCaret.configure({ provider, user: { name: 'Ann', color: '#b3261e' } }),
  ],
})
