"""Linking: records of many articles that report one agreement become one agreement. Imports only schemas."""

from pipeline.linking.agreement import Agreement, Claim, Disagreement, Source, Stage
from pipeline.linking.identity import Linked, Previous, agreement_id
from pipeline.linking.link import Linker, Linking
from pipeline.linking.merge import merged
from pipeline.linking.parties import Names, plain_names
from pipeline.linking.profile import Profile, Profiler, Report

__all__ = [
    "Agreement",
    "Claim",
    "Disagreement",
    "Linked",
    "Linker",
    "Linking",
    "Names",
    "Previous",
    "Profile",
    "Profiler",
    "Report",
    "Source",
    "Stage",
    "agreement_id",
    "merged",
    "plain_names",
]
