"""Safety decided by code, before retrieval and before any model: danger, personal details, scope, decisions, languages."""
