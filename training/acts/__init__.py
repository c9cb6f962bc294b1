"""Training of the act scorer: candidates proposed by pipeline.relations, labels from gold files."""
