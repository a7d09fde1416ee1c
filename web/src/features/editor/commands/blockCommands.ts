import { Extension } from '@tiptap/core'
import type { Attrs } from '@tiptap/pm/model'
import type { Command } from '@tiptap/pm/state'
import { freshen } from './freshen.ts'
import { indentBlocks, outdentBlocks } from './indentBlocks.ts'
import { insertDivider } from './insertDivider.ts'
import { moveBlocks } from './moveBlocks.ts'
import { type LineKind, turnInto } from './turnInto.ts'

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    blocks: {
      /** Turns every selected block into this kind, or into text where they are of it already. */
      turnInto: (kind: LineKind, attrs?: Attrs) => ReturnType
      /** Makes the selected blocks, and those they hold, one deeper. */
      indentBlocks: () => ReturnType
      /** Makes the selected blocks, and those they hold, one less deep. */
      outdentBlocks: () => ReturnType
      /** Moves the selected blocks, and those they hold, past their neighbour. */
      moveBlocks: (direction: 'up' | 'down') => ReturnType
      /** Puts a divider behind the selected block. */
      insertDivider: () => ReturnType
    }
  }
}

/** What can be done to blocks. */
export const BlockCommands = Extension.create({
  name: 'blockCommands',
  addCommands() {
    const run =
      (command: Command) => (props: { state: Parameters<Command>[0]; dispatch: Parameters<Command>[1] }) =>
        command(freshen(props.state), props.dispatch)
    return {
      turnInto: (kind, attrs) => run(turnInto(kind, attrs)),
      indentBlocks: () => run(indentBlocks),
      outdentBlocks: () => run(outdentBlocks),
      moveBlocks: (direction) => run(moveBlocks(direction)),
      insertDivider: () => run(insertDivider),
    }
  },
})
