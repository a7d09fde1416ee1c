import { isDocumentId } from '@weft/shared/ids'
import { Route, Switch } from 'wouter'
import { LoadFailed } from './LoadFailed.tsx'
import { DocumentRoute } from './DocumentRoute.tsx'
import { Home } from './Home.tsx'
import { NotFound } from './NotFound.tsx'

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
      <Route>
        <NotFound what="page" />
      </Route>
    </Switch>
  )
}
