import { describe, expect, test } from 'vitest'
import { Attempts } from '../../src/core/attempts.ts'
import { Guesses } from '../../src/core/guesses.ts'
import { networkOf } from '../../src/core/network.ts'

describe('the network that something comes from', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['unknown', 'unknown'],
    ['', ''],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})

describe('guesses', () => {
  test('one network can guess ten times, and takes nothing from the others', () => {
    const guesses = new Guesses({ fromOne: 10, fromAll: 100 }, () => 0)
    const mallory = Array.from({ length: 50 }, () => guesses.take('ada', '198.51.100.1'))
    expect(mallory.filter(Boolean)).toHaveLength(10)
    expect(guesses.take('ada', '203.0.113.7')).toBe(true)
  })

  test('all networks together can guess a hundred times', () => {
    const guesses = new Guesses({ fromOne: 10, fromAll: 100 }, () => 0)
    const botnet = Array.from({ length: 1000 }, (_, i) => guesses.take('ada', `198.51.100.${i}`))
    expect(botnet.filter(Boolean)).toHaveLength(100)
  })

  test('one that was right costs nothing', () => {
    const guesses = new Guesses({ fromOne: 2, fromAll: 3 }, () => 0)
    for (let i = 0; i < 20; i++) {
      expect(guesses.take('ada', 'home')).toBe(true)
      guesses.forget('ada', 'home')
    }
  })
})

test('what is given back is there again, and no more than that', () => {
  const attempts = new Attempts({ most: 2, refillMs: 1000 }, () => 0)
  attempts.giveBack('ada')
  expect([attempts.take('ada'), attempts.take('ada'), attempts.take('ada')]).toEqual([true, true, false])
  attempts.giveBack('ada')
  expect([attempts.take('ada'), attempts.take('ada')]).toEqual([true, false])
})
