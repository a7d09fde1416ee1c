import { palette } from '@weft/shared/palette'
import { cleanName } from '@weft/shared/personName'
import { isRecord } from '../../state/isRecord.ts'

/** Who one is on this device, without an account. */
export interface Identity {
  /** The chosen name; null while the friendly one that was drawn is good enough. */
  name: string | null
  adjective: number
  animal: number
  color: string
}

const adjectives = {
  en: [
    'Quiet',
    'Swift',
    'Gentle',
    'Bright',
    'Curious',
    'Merry',
    'Patient',
    'Brave',
    'Kind',
    'Clever',
    'Calm',
    'Bold',
  ],
  zh: ['安静', '敏捷', '温柔', '明亮', '好奇', '快乐', '耐心', '勇敢', '善良', '聪明', '从容', '大胆'],
} as const
const animals = {
  en: ['Otter', 'Heron', 'Fox', 'Owl', 'Hare', 'Wren', 'Badger', 'Swan', 'Deer', 'Crane', 'Lynx', 'Robin'],
  zh: ['水獭', '苍鹭', '狐狸', '猫头鹰', '野兔', '鹪鹩', '獾', '天鹅', '小鹿', '仙鹤', '猞猁', '知更鸟'],
} as const

/** Draws a guest. `random` answers like `Math.random`. */
export function drawGuest(random: () => number): Identity {
  const pick = (count: number) => Math.floor(random() * count)
  return {
    name: null,
    adjective: pick(adjectives.en.length),
    animal: pick(animals.en.length),
    color: palette[pick(palette.length)] ?? palette[0],
  }
}

/** The name others see, in the guest's language unless they chose it themselves. */
export function nameOf(identity: Identity, language: 'en' | 'zh'): string {
  if (identity.name !== null) return identity.name
  const adjective = adjectives[language][identity.adjective % adjectives[language].length]
  const animal = animals[language][identity.animal % animals[language].length]
  return language === 'zh' ? `${adjective}的${animal}` : `${adjective} ${animal}`
}

/** The guest under another name; an empty one goes back to the friendly name. */
export function rename(identity: Identity, typed: string): Identity {
  const name = cleanName(typed)
  return { ...identity, name: name === '' ? null : name }
}

/** Reads a stored guest, or draws one when nothing usable is there. */
export function readIdentity(stored: unknown, random: () => number): Identity {
  const fresh = drawGuest(random)
  if (!isRecord(stored)) return fresh
  const { name, adjective, animal, color } = stored
  const known: Identity = {
    name: null,
    adjective: isIndex(adjective) ? adjective : fresh.adjective,
    animal: isIndex(animal) ? animal : fresh.animal,
    color: palette.find((entry) => entry === color) ?? fresh.color,
  }
  return typeof name === 'string' ? rename(known, name) : known
}

function isIndex(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}
