// A script of its own, which runs before the others are here.
import './session/earlySocket.ts'
import './ui/tokens.css'
import './ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startLanguage } from './i18n/language.ts'
import { loadDocumentPage } from './pages/documentPage.ts'
import { Routes } from './pages/Routes.tsx'

// Run while the texts of the interface come; whoever shows the page says when it cannot be had.
if (location.pathname.startsWith('/d/')) loadDocumentPage().catch(() => undefined)
await startLanguage()

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no place to mount')
createRoot(root).render(
  <StrictMode>
    <Routes />
  </StrictMode>,
)
