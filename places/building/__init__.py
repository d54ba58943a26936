"""How the gazetteer files are made from their sources; nothing here runs on a site."""
