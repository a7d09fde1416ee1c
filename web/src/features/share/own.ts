/** Oneself, as far as the server has said. */
export interface Own {
  id: string | null
  name: string
  isGuest: boolean
}
