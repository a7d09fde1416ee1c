import './ui/tokens.css'
import './ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startLanguage } from './i18n/language.ts'
import { Routes } from './pages/Routes.tsx'

await startLanguage()

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no place to mount')
createRoot(root).render(
  <StrictMode>
    <Routes />
  </StrictMode>,
)
