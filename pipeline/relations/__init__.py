"""The acts: rules propose candidates and fillers, small linear models dispose."""
