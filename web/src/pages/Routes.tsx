import { isDocumentId } from '@weft/shared/ids'
import { Route, Switch } from 'wouter'
import { LoadFailed } from './LoadFailed.tsx'
import { DocumentRoute } from './DocumentRoute.tsx'
import { Extra } from './Extra.tsx'
import { Home } from './Home.tsx'
import { Trash } from './laterParts.ts'
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
      <Route path="/trash">
        {() => (
          <LoadFailed>
            <Extra>
              <Trash />
            </Extra>
          </LoadFailed>
        )}
      </Route>
      <Route>
        <NotFound what="page" />
      </Route>
    </Switch>
  )
}
