import { expect, test } from 'vitest'
import { onePerPerson } from '../src/features/presence/onePerPerson.ts'

const page = (client: number, id?: string) => ({
  client,
  name: 'Ann',
  color: '#306ed4',
  ...(id !== undefined && { id }),
})
const clients = (people: readonly { client: number }[]) => people.map(({ client }) => client)

test('somebody with two tabs is there once', () => {
  expect(clients(onePerPerson([page(1, 'a'), page(2, 'b'), page(3, 'a')], null))).toEqual([1, 2])
})

test('one’s own other tabs are oneself', () => {
  expect(clients(onePerPerson([page(1, 'me'), page(2, 'b')], 'me'))).toEqual([2])
})

test('pages of which nothing is known are somebody each', () => {
  expect(clients(onePerPerson([page(1), page(2), page(3, '')], null))).toEqual([1, 2, 3])
})
