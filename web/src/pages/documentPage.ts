/** Fetches the editor's page, which is not part of what the home page loads. */
export function loadDocumentPage() {
  return import('./Document.tsx')
}
