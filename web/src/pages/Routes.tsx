import { isDocumentId } from '@weft/shared/ids'
import { lazy, Suspense } from 'react'
import { Route, Switch } from 'wouter'
import { LoadFailed } from './LoadFailed.tsx'
import { loadDocumentPage } from './documentPage.ts'
import { Home } from './Home.tsx'
import { NotFound } from './NotFound.tsx'

const DocumentPage = lazy(async () => ({ default: (await loadDocumentPage()).DocumentPage }))

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
              <Suspense>
                <DocumentPage id={id} />
              </Suspense>
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
