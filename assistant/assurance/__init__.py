"""The papers that an organisation needs before it goes live, filled in from the running configuration."""
