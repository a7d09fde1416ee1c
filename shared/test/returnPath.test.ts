import { expect, test } from 'vitest'
import { returnPath } from '../src/returnPath.ts'

test.each([
  '/',
  '/d/0123456789012345678901',
  '/account?tab=devices#tokens',
  '/sign-in?next=/d/x',
  '/d/%E4%B8%AD',
])('%s is a page of this server', (path) => expect(returnPath(path)).toBe(path))

test.each([
  null,
  undefined,
  '',
  'd/x',
  'https://evil.example',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '/%2fevil.example',
  '/%5Cevil.example',
  '/%2F%2Fevil.example',
  '/\t/evil.example',
  '/\n//evil.example',
  ' //evil.example',
  '/ /evil.example',
  '/..//evil.example',
  '/.//evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  '\u0000/d',
])('%j leads home', (path) => expect(returnPath(path)).toBe('/'))
