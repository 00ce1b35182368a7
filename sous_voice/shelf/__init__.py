"""What lies on the shelf: recipes, food tables, stories on disk, as typed objects."""
