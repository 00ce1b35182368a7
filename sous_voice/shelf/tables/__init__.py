"""Tables of kitchen knowledge, and the script that builds the nutrient table."""
