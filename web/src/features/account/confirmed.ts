import { createContext, useContext } from 'react'

/** Does something for which the server may want to see the password again: then it is asked for, and the act done once more. */
export type Confirmed = <T>(act: () => Promise<T>) => Promise<T>

export const ConfirmedContext = createContext<Confirmed>((act) => act())

export const useConfirmed = (): Confirmed => useContext(ConfirmedContext)
