export const COMPANY_TABLES = `
  CREATE TABLE IF NOT EXISTS company_cases (
    case_code TEXT PRIMARY KEY, filed_at INTEGER NOT NULL, company_name TEXT NOT NULL, credit_code TEXT NOT NULL,
    legal_representative TEXT NOT NULL, agent_name TEXT NOT NULL, agent_document_type TEXT NOT NULL,
    agent_document_number TEXT NOT NULL, address TEXT NOT NULL, phone TEXT NOT NULL, business_scope TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS company_accounts (
    number INTEGER PRIMARY KEY AUTOINCREMENT, case_code TEXT NOT NULL UNIQUE REFERENCES company_cases,
    document_sha256 TEXT NOT NULL UNIQUE, originals TEXT NOT NULL, differences TEXT NOT NULL, staff TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT;
`;

export const EMPTY_COMPANY = 'DELETE FROM company_accounts; DELETE FROM company_cases;';
