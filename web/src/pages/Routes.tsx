import { isDocumentId } from '@weft/shared/ids'
import { Suspense } from 'react'
import { Route, Switch } from 'wouter'
import { LoadFailed } from './LoadFailed.tsx'
import { DocumentRoute } from './DocumentRoute.tsx'
import { Home } from './Home.tsx'
import { Trash } from './laterParts.ts'
import { NotFound } from './NotFound.tsx'
import { Account, Join, People, Register, SignIn } from './peopleParts.ts'

const others = [
  ['/trash', Trash],
  ['/sign-in', SignIn],
  ['/register', Register],
  ['/join', Join],
  ['/account', Account],
  ['/people', People],
] as const

/** Which page an address shows. */
export function Routes() {
  return (
    <Switch>
      <Route path="/">
        <Home />
      </Route>
      <Route path="/d/:id">
        {({ id }) =>
          isDocumentId(id) ? (
            <LoadFailed key={id}>
              <DocumentRoute id={id} />
            </LoadFailed>
          ) : (
            <NotFound what="document" />
          )
        }
      </Route>
      {others.map(([path, Page]) => (
        <Route key={path} path={path}>
          <LoadFailed>
            <Suspense>
              <Page />
            </Suspense>
          </LoadFailed>
        </Route>
      ))}
      <Route>
        <NotFound what="page" />
      </Route>
    </Switch>
  )
}
