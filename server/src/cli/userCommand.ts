import { parseArgs } from 'node:util'
import { addMember, findMemberByEmail } from '../directory/accounts.ts'
import { note } from '../directory/audit.ts'
import type { Directory } from '../directory/directory.ts'
import { makeLink } from '../directory/oneTimeLinks.ts'
import { listPeople, setSuspended } from '../directory/people.ts'
import { Refused } from '../directory/refused.ts'
import type { PersonRecord } from '../directory/schema.ts'

export const USAGE = `weft user list
weft user add <e-mail> [--name <name>] [--administrator]   makes an account and prints the link to its first password
weft user reset <e-mail>                                   prints a link to a new password
weft user suspend <e-mail>                                 shuts somebody out, within a second
weft user resume <e-mail>                                  lets them in again`

/** The command line is whoever has the data folder. */
const actor = { person: null, name: 'weft user', address: null }

/**
 * Does what `weft user …` says, and returns what to print. A server that runs on the same data notices.
 * Throws Refused.
 * @param address where people find the server, for links.
 */
export async function userCommand(
  directory: Directory,
  address: string,
  args: readonly string[],
): Promise<string> {
  const { values, positionals } = read(args)
  const [verb = '', email = ''] = positionals
  const linkTo = async (person: PersonRecord): Promise<string> => {
    const { secret, expiresAt } = await makeLink(directory, 'reset', { person: person.id })
    return `${address}/join#${secret}\nIt works once, until ${new Date(expiresAt).toISOString()}.`
  }
  switch (verb) {
    case 'list':
      return list(directory)
    case 'add': {
      const made = await addMember(directory, {
        email,
        name: values.name ?? email.split('@')[0] ?? '',
        isAdministrator: values.administrator,
      })
      await note(directory, actor, 'personInvited', { subject: made })
      return linkTo(made)
    }
    case 'reset': {
      const person = await member(directory, email)
      await note(directory, actor, 'resetLinkMade', { subject: person })
      return linkTo(person)
    }
    case 'suspend':
    case 'resume': {
      const person = await member(directory, email)
      await setSuspended(directory, person.id, verb === 'suspend')
      await note(directory, actor, verb === 'suspend' ? 'personSuspended' : 'personResumed', {
        subject: person,
      })
      return verb === 'suspend' ? `${email} is shut out.` : `${email} may come in again.`
    }
    default:
      throw new Refused('invalid', USAGE)
  }
}

function read(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { name: { type: 'string' }, administrator: { type: 'boolean', default: false } },
    })
  } catch (error) {
    throw new Refused('invalid', `${(error as Error).message}\n${USAGE}`)
  }
}

async function list(directory: Directory): Promise<string> {
  const people = await listPeople(directory)
  if (people.length === 0)
    return 'There are no accounts yet. Open the link that the server printed, or use weft user add.'
  return people
    .map(({ email, name, isAdministrator, isSuspended, documents }) =>
      [
        email ?? '',
        name,
        `${documents} documents`,
        isAdministrator && 'administrator',
        isSuspended && 'suspended',
      ]
        .filter(Boolean)
        .join('\t'),
    )
    .join('\n')
}

async function member(directory: Directory, email: string): Promise<PersonRecord> {
  const person = await findMemberByEmail(directory, email)
  if (person === null)
    throw new Refused('notFound', `there is no account with the address ${email || '(none was given)'}`)
  return person
}
