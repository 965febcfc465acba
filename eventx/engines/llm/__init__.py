"""The LLM engine: any language model that answers in a given form.

The way of an article: ``engine`` (the streamed readings) -> ``designs`` (what is asked) -> ``client``
(instructor and the provider's package) -> ``transport`` and ``gate`` (limits, retries, pauses) ->
``answers`` (what was said, with the good events of a half-bad answer kept).
"""
