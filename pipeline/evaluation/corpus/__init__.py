"""Gold in order: is every file right in form, do splits leak into one another, what is too little."""
