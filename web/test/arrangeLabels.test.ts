import { describe, expect, test } from 'vitest'
import { arrangeLabels, type Labelled } from '../src/features/presence/arrangeLabels.ts'

const caret = (left: number, more: Partial<Labelled> = {}): Labelled => ({
  left,
  width: 60,
  top: 100,
  bottom: 126,
  roomAbove: true,
  fresh: true,
  now: 'none',
  ...more,
})

describe('the names of carets', () => {
  test('stand over their carets where nobody is near', () => {
    expect(arrangeLabels([caret(0), caret(60), caret(200)])).toEqual(['above', 'above', 'above'])
  })

  test('evade downwards, the right one of two', () => {
    expect(arrangeLabels([caret(40), caret(0)])).toEqual(['below', 'above'])
  })

  test('are left out where a third would cover the others', () => {
    expect(arrangeLabels([caret(0), caret(10), caret(20)])).toEqual(['above', 'below', 'none'])
  })

  test('stay where they stand while their carets pass one another', () => {
    const [first, second] = [caret(40, { now: 'above' }), caret(0, { now: 'below' })]
    expect(arrangeLabels([first, second])).toEqual(['above', 'below'])
    expect(arrangeLabels([caret(0), caret(40, { now: 'above' })])).toEqual(['below', 'above'])
  })

  test('give way where they cannot stay', () => {
    const [first, second] = [caret(0, { now: 'above' }), caret(40, { now: 'above' })]
    expect(arrangeLabels([first, second])).toEqual(['above', 'below'])
    expect(arrangeLabels([caret(0, { now: 'above', roomAbove: false })])).toEqual(['below'])
  })

  test('of the line above and the line below do not meet', () => {
    const lower = { top: 130, bottom: 156 }
    expect(arrangeLabels([caret(0), caret(20), caret(20, lower)])).toEqual(['above', 'below', 'below'])
  })

  test('go below where there is no room above', () => {
    expect(arrangeLabels([caret(0, { roomAbove: false })])).toEqual(['below'])
  })

  test('that are not shown keep no place free', () => {
    expect(arrangeLabels([caret(0, { fresh: false }), caret(10)])).toEqual(['above', 'above'])
  })
})
