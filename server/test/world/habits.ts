import type { Random } from './random.ts'
import type { PendingOperation } from './simulatedStore.ts'

/** What may happen next in a world. */
export type Act =
  | 'edit'
  | 'goOn'
  | 'deliver'
  | 'turn'
  | 'operate'
  | 'connect'
  | 'arrive'
  | 'disconnect'
  | 'leave'
  | 'pass'
  | 'notice'
  | 'replace'
  | 'kill'
  | 'cutPower'
  | 'terminate'
  | 'appear'

/** How the people, the network and the disk of a world behave. */
export interface Habit {
  /** How probable it is that an operation of the store fails. */
  readonly faults: Record<PendingOperation['kind'], number>
  pick(random: Random): Act
}

/** @param often of a thousand acts, in this order. */
const habit = (often: Partial<Record<Act, number>>, faults: Habit['faults']): Habit => ({
  faults,
  pick(random) {
    let dice = random.below(1000)
    for (const [act, share] of Object.entries(often)) {
      dice -= share
      if (dice < 0) return act as Act
    }
    throw new Error('the acts of a habit do not make up a thousand')
  },
})

/** People work together for hours. */
export const working = habit(
  {
    edit: 220,
    deliver: 340,
    turn: 120,
    operate: 160,
    connect: 50,
    disconnect: 15,
    pass: 50,
    notice: 15,
    replace: 5,
    kill: 7,
    cutPower: 8,
    appear: 10,
  },
  { create: 0.08, load: 0.08, append: 0.08, sync: 0.08, compact: 0.08 },
)

/** People type, each word behind the one before, and now and then do something else. */
export const typing = habit(
  {
    goOn: 240,
    edit: 10,
    deliver: 320,
    turn: 120,
    operate: 170,
    connect: 50,
    disconnect: 15,
    pass: 40,
    notice: 15,
    replace: 5,
    kill: 5,
    cutPower: 5,
    appear: 5,
  },
  { create: 0.08, load: 0.08, append: 0.08, sync: 0.08, compact: 0.08 },
)

/** People come, write a word and go, so that a room is opened, folded and closed all the time, and nothing waits for anything. */
export const restless = habit(
  {
    edit: 130,
    deliver: 260,
    turn: 100,
    operate: 190,
    arrive: 120,
    leave: 100,
    disconnect: 10,
    notice: 20,
    pass: 40,
    replace: 10,
    kill: 6,
    cutPower: 6,
    terminate: 8,
  },
  { create: 0.1, load: 0.3, append: 0.1, sync: 0.1, compact: 0.25 },
)
