"""Running the pipeline over many articles: on worker processes, resumable, one bad article at a time.

``local.run`` writes an output directory, ``stream.stream`` yields results; both take ``settings.Settings``.
Nothing is imported here, so that the command can read the defaults without loading what does the work.
"""
