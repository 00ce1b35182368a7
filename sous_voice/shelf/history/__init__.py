"""Old cookbooks, read in their own fixed form and turned into recipes with their stories."""
