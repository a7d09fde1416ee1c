import { expect, test } from 'vitest'
import { BadSettings, readConfig } from '../../src/config.ts'

const school = {
  OIDC_SCHOOL_ISSUER: 'https://school.example.org',
  OIDC_SCHOOL_CLIENT_ID: 'weft',
  OIDC_SCHOOL_CLIENT_SECRET: 'a secret',
}

test('any number of providers is read, each by its name', () => {
  const { providers } = readConfig({
    ...school,
    OIDC_WORK_ISSUER: 'https://work.example.org',
    OIDC_WORK_CLIENT_ID: 'w',
    OIDC_WORK_CLIENT_SECRET: 's',
    OIDC_WORK_LABEL: 'Work',
  })
  expect(providers).toEqual([
    {
      id: 'school',
      label: 'SCHOOL',
      issuer: 'https://school.example.org',
      clientId: 'weft',
      clientSecret: 'a secret',
    },
    { id: 'work', label: 'Work', issuer: 'https://work.example.org', clientId: 'w', clientSecret: 's' },
  ])
  expect(readConfig({}).providers).toEqual([])
})

test('mails need an address that their links lead to, which no request can choose', () => {
  const mail = { SMTP_URL: 'smtp://localhost' }
  expect(() => readConfig(mail)).toThrow(/SMTP_URL needs PUBLIC_URL/)
  expect(readConfig({ ...mail, PUBLIC_URL: 'https://weft.example.org' }).SMTP_URL).toBe('smtp://localhost')
})

test('all that is wrong is said at once, and no secret is repeated', () => {
  const wrong = {
    ...school,
    OIDC_SCHOOL_ISSUER: 'school',
    OIDC_SCHOOL_CLIENT_ID: '',
    PORT: 'x',
    SMTP_URL: 'http://user:hush@mail',
  }
  expect(() => readConfig(wrong)).toThrow(BadSettings)
  const message = messageOf(() => readConfig(wrong))
  expect(message.match(/^The setting \w+/gm)?.sort()).toEqual([
    'The setting OIDC_SCHOOL_CLIENT_ID',
    'The setting OIDC_SCHOOL_ISSUER',
    'The setting PORT',
    'The setting SMTP_URL',
    'The setting SMTP_URL',
  ])
  expect(message).not.toContain('hush')
  expect(message).not.toContain('a secret')
})

function messageOf(act: () => unknown): string {
  try {
    act()
    return ''
  } catch (error) {
    return (error as Error).message
  }
}
