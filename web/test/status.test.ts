import { describe, expect, test } from 'vitest'
import { closedBecause, lossOf } from '../src/features/access/lossOf.ts'
import {
  countUnsaved,
  type Knowledge,
  learn,
  nothingKnown,
  type SessionEvent,
  statusOf,
} from '../src/session/status.ts'

const after = (...events: SessionEvent[]): Knowledge => events.reduce(learn, nothingKnown)
const status = (...events: SessionEvent[]) => statusOf(after(...events))

const connected: SessionEvent = { type: 'connected' }
const inStep: SessionEvent = { type: 'inStep' }
const edited: SessionEvent = { type: 'edited' }
const sent: SessionEvent = { type: 'sent', whole: false }
const sentAll: SessionEvent = { type: 'sent', whole: true }
const lost: SessionEvent = { type: 'disconnected', reason: null }
const saved = (count: number): SessionEvent => ({ type: 'saved', count })
const open: SessionEvent[] = [connected, sentAll, inStep, saved(1)]

describe('opening', () => {
  test('nothing is claimed before the document is here', () => {
    expect(status()).toMatchObject({ state: 'opening', opened: false })
    expect(status(connected)).toMatchObject({ state: 'opening', opened: false })
    expect(status(connected, sentAll)).toMatchObject({ state: 'opening', opened: false })
  })

  test('a server that cannot be reached is told, and the page stays closed', () => {
    expect(status(lost)).toMatchObject({ state: 'offline', opened: false, waiting: 0 })
  })

  test('a document in step with nothing to save is saved', () => {
    expect(status(connected, inStep)).toMatchObject({ state: 'saved', opened: true })
    expect(status(...open)).toMatchObject({ state: 'saved', opened: true })
  })

  test('an answer to the server counts like any other frame', () => {
    expect(status(connected, sentAll, inStep)).toMatchObject({ state: 'saving' })
  })
})

describe('saving', () => {
  test('an edit is saved when as many frames are acknowledged as were sent', () => {
    expect(status(...open, edited, sent).state).toBe('saving')
    expect(status(...open, edited, sent, saved(1)).state).toBe('saving')
    expect(status(...open, edited, sent, saved(2)).state).toBe('saved')
  })

  test('an edit that no socket took is not saved', () => {
    expect(status(...open, edited).state).toBe('saving')
    expect(status(...open, edited, saved(1)).state).toBe('saving')
  })

  test('a late acknowledgement changes nothing', () => {
    const now = after(...open, edited, sent, edited, sent, saved(3))
    expect(learn(now, saved(2))).toBe(now)
    expect(statusOf(now).state).toBe('saved')
  })

  test('one acknowledgement covers many edits', () => {
    expect(status(...open, edited, sent, edited, sent, edited, sent, saved(4)).state).toBe('saved')
  })
})

describe('offline', () => {
  test('edits made without a connection are counted and not forgotten', () => {
    const away = after(...open, lost, edited, edited, edited)
    expect(statusOf(away)).toMatchObject({ state: 'offline', waiting: 3, opened: true })
    expect(countUnsaved(away)).toBe(3)
  })

  test('edits in flight when the connection broke wait again', () => {
    expect(status(...open, edited, sent, edited, sent, saved(2), lost)).toMatchObject({
      state: 'offline',
      waiting: 1,
    })
  })

  test('counts start again with the connection, and only an acknowledgement of what was kept is saved', () => {
    const away = [...open, edited, sent, saved(2), lost, edited, edited]
    expect(status(...away, connected).state).toBe('offline')
    expect(status(...away, connected, inStep).state).toBe('saving')
    expect(status(...away, connected, inStep, sentAll).state).toBe('saving')
    expect(status(...away, connected, sentAll, inStep, saved(1)).state).toBe('saved')
  })

  test('an edit between connecting and the answer to the server goes with whichever frame carries it', () => {
    const away = [...open, lost, edited, connected, edited, sent]
    expect(countUnsaved(after(...away, saved(1)))).toBe(1)
    expect(status(...away, sentAll, inStep, saved(1)).state).toBe('saving')
    expect(status(...away, sentAll, inStep, saved(2)).state).toBe('saved')
  })

  test('a restarting server is named', () => {
    expect(status(...open, { type: 'disconnected', reason: 'unavailable' })).toMatchObject({
      state: 'offline',
      trouble: 'unavailable',
    })
  })
})

describe('not saved', () => {
  test('a failing store is told until it recovers or the connection ends', () => {
    const failing: SessionEvent = { type: 'storeFailing', reason: 'diskFull' }
    expect(status(...open, failing)).toMatchObject({ state: 'notSaved', trouble: 'diskFull', ended: false })
    expect(status(...open, failing, edited, sent, { type: 'storeRecovered' }).state).toBe('saving')
    expect(status(...open, failing, edited, sent, { type: 'storeRecovered' }, saved(2)).state).toBe('saved')
    expect(status(...open, failing, lost).state).toBe('offline')
  })

  test('a damaged document stays so until it is in step again', () => {
    const damaged: SessionEvent = { type: 'disconnected', reason: 'damaged' }
    expect(status(connected, damaged)).toMatchObject({ state: 'notSaved', trouble: 'damaged', opened: false })
    expect(status(connected, damaged, connected)).toMatchObject({ state: 'notSaved', trouble: 'damaged' })
    expect(status(connected, damaged, connected, inStep).state).toBe('saved')
  })

  test('a document that the server closed for good is over, with its edits still counted', () => {
    const over = after(...open, edited, sent, { type: 'refused', reason: 'tooLarge' })
    expect(statusOf(over)).toMatchObject({ state: 'notSaved', ended: true, trouble: 'tooLarge' })
    expect(countUnsaved(over)).toBe(1)
    expect(status(connected, { type: 'refused', reason: null })).toMatchObject({
      ended: true,
      trouble: 'refused',
    })
    expect(status(connected, { type: 'refused', reason: 'noSuchDocument' }).trouble).toBe('noSuchDocument')
  })
})

test('no history is ever called saved while an edit is without acknowledgement', () => {
  let seed = 7
  const random = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return Math.floor((seed / 2147483648) * below)
  }
  for (let run = 0; run < 300; run++) {
    let known = nothingKnown
    let up = false
    let frames: number[] = []
    let loose = 0
    for (let step = 0; step < 60; step++) {
      const roll = random(6)
      if (roll === 0 && up) {
        loose += frames.reduce((sum, edits) => sum + edits, 0)
        frames = []
        up = false
        known = learn(known, lost)
      } else if (roll === 1 && !up) {
        up = true
        known = [connected, sentAll, inStep].reduce(learn, known)
        frames = [loose]
        loose = 0
      } else if (roll === 2 && up && frames.length > 0) {
        const acknowledged = random(frames.length + 1)
        known = learn(known, saved(known.acknowledged + acknowledged))
        frames = frames.slice(acknowledged)
      } else if (roll > 2) {
        known = learn(known, edited)
        if (up) {
          known = learn(known, sent)
          frames.push(1)
        } else loose += 1
      }
      const unsaved = loose + frames.reduce((sum, edits) => sum + edits, 0)
      expect(countUnsaved(known)).toBe(unsaved)
      const maySaySaved = unsaved === 0 && up
      expect(statusOf(known).state === 'saved' && !maySaySaved).toBe(false)
    }
  }
})

describe('rights', () => {
  const standing = (mayEdit: boolean): SessionEvent => ({ type: 'standing', mayEdit })
  const refused = (reason: 'notAllowed' | 'notSignedIn' | 'noSuchDocument'): SessionEvent => ({
    type: 'refused',
    reason,
  })

  test('who may only read is told so', () => {
    expect(status(standing(false), ...open)).toMatchObject({ state: 'reading', mayEdit: false, opened: true })
    expect(status(...open, standing(false)).state).toBe('reading')
    expect(status(...open, standing(false), lost).state).toBe('offline')
  })

  test('what was not saved when the right was withdrawn is not called so', () => {
    const late: SessionEvent[] = [...open, edited, sent, standing(false)]
    expect(status(...late)).toMatchObject({ state: 'notSaved', trouble: 'notAllowed', ended: false })
    expect(status(...late, saved(2)).state).toBe('reading')
  })

  test('what was refused is saved once the right is back and it went out again', () => {
    const back: SessionEvent[] = [...open, edited, sent, standing(false), standing(true), lost]
    expect(status(...back)).toMatchObject({ state: 'offline', waiting: 1 })
    expect(status(...back, connected, sentAll, inStep, saved(1)).state).toBe('saved')
  })

  test('what is kept elsewhere is waited for no longer', () => {
    const kept = after(...open, edited, sent, edited, standing(false), { type: 'keptElsewhere' })
    expect(countUnsaved(kept)).toBe(0)
    expect(statusOf(kept).state).toBe('reading')
  })

  test.each(['notAllowed', 'notSignedIn', 'noSuchDocument'] as const)(
    'who is out (%s) has lost only what was not saved',
    (reason) => {
      expect(status(...open, refused(reason))).toMatchObject({
        state: 'reading',
        ended: true,
        trouble: reason,
      })
      expect(status(...open, edited, refused(reason))).toMatchObject({ state: 'notSaved', ended: true })
      expect(status(connected, refused(reason))).toMatchObject({ state: 'notSaved', opened: false })
    },
  )

  test('a page that lost a right is told what to say about it', () => {
    const loss = (...events: SessionEvent[]) => lossOf(status(...events))
    expect(loss(...open, standing(false))).toBeNull()
    expect(loss(...open, edited, standing(false))).toBe('demoted')
    expect(loss(...open, refused('notAllowed'))).toBe('out')
    expect(loss(...open, refused('noSuchDocument'))).toBe('out')
    expect(loss(...open, refused('notSignedIn'))).toBe('signedOut')
    expect(loss(...open, { type: 'refused', reason: 'tooLarge' })).toBeNull()
    expect(loss(connected, refused('noSuchDocument'))).toBeNull()
    expect(closedBecause(status(connected, refused('noSuchDocument')))).toBe('gone')
    expect(closedBecause(status(connected, refused('notSignedIn')))).toBe('signIn')
    expect(closedBecause(status(...open, refused('notSignedIn')))).toBeNull()
  })
})
