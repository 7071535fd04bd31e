"""What schemathesis cannot know from a description: tokens, and values that only an answer can give."""

import datetime
import itertools
import json
import os
import re

import schemathesis
from schemathesis import GenerationMode

TOKENS = json.loads(os.environ["TRIBUTARY_TOKENS"])
turns = {}

PLAN = "NDP"
"""The plan that country.ts puts in force."""


def roles_of(operation):
    """The roles that the description lets in; none where it is open to all."""
    told = re.match(r"Roles: ([^.]*)\.", operation.definition.raw.get("description", ""))
    return told.group(1).split(", ") if told else []


@schemathesis.auth(refresh_interval=None)
class TokenOfARole:
    """Each call of an operation is made by the next one of its roles, so that all of them have their turn."""

    def get(self, case, ctx):
        roles = roles_of(ctx.operation)
        if not roles:
            return None
        turn = turns.setdefault(ctx.operation.label, itertools.cycle(roles))
        return TOKENS[next(turn)]

    def set(self, case, data, ctx):
        if data is not None:
            case.headers["Authorization"] = f"Bearer {data}"


def pattern_of(operation, name):
    for parameter in operation.definition.raw.get("parameters", []):
        if parameter["in"] == "header" and parameter["name"] == name:
            return parameter["schema"].get("pattern")
    return None


def is_meant_valid(case):
    return case.meta is not None and case.meta.generation.mode == GenerationMode.POSITIVE


def name_the_plan(case):
    operation = case.operation.definition.raw.get("operationId")
    if operation in ("planAlignmentReport", "alignedInitiatives"):
        case.query.setdefault("plan", PLAN)
    if operation == "freezeReport" and isinstance(case.body, dict):
        case.body.setdefault("params", {}).setdefault("plan", PLAN)


def be_born_by_now(case):
    """No description can name today, and nobody is entered before they are born."""
    if isinstance(case.body, dict) and isinstance(case.body.get("birthDate"), str):
        born = case.body["birthDate"]
        if born > datetime.date.today().isoformat()[: len(born)]:
            case.body["birthDate"] = "1988" + born[4:].replace("-02-29", "-02-28")


PAIRS = ({"identifierScheme", "identifierId"}, {"dimension", "category"})


def both_or_none(case):
    for pair in PAIRS:
        if len(pair & case.query.keys()) == 1:
            for name in pair:
                case.query.pop(name, None)


def one_range(case):
    ranges = [name for name in case.query if name == "updatedSince" or re.search("(On|^date)(From|To)$", name)]
    for name in ranges[1:]:
        case.query.pop(name)
    if ranges:
        case.query.pop("sort", None)


def once_each(case):
    if not isinstance(case.body, dict):
        return
    for field, keys in (("sectors", ("vocabulary", "code")), ("areas", ("area",)), ("links", ("nodeCode",))):
        items = case.body.get(field)
        if isinstance(items, list) and all(isinstance(item, dict) and all(key in item for key in keys) for item in items):
            case.body[field] = list({tuple(item[key] for key in keys): item for item in items}.values())


def each_language_once(value):
    if isinstance(value, list):
        return [each_language_once(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {name: each_language_once(value[name]) for name in {name.lower(): name for name in value}.values()}


def shared_out(case):
    if not isinstance(case.body, dict):
        return
    for field in ("sectors", "areas"):
        items = case.body.get(field)
        if isinstance(items, list) and any(isinstance(item, dict) and "pct" not in item for item in items):
            case.body[field] = items[:1]
    if "areas" in case.body:
        case.body.pop("area", None)


MATCH = {
    "parties": [
        {"code": "state", "role": "central", "label": {"en": "State"}, "pays": "rest", "maxPct": 50},
        {"code": "club", "role": "diaspora", "label": {"en": "Club"}, "pays": "offer", "minPct": 10},
    ]
}


def rules_that_can_be_followed(case):
    if case.operation.definition.raw.get("operationId") != "draftRules" or not isinstance(case.body, dict):
        return
    rules = case.body.get("rules")
    if not isinstance(rules, dict):
        return
    for field in ("facts", "eligibility", "earmarks", "tranches", "loan", "reimbursement"):
        rules.pop(field, None)
    if "match" in rules:
        rules["match"] = MATCH


def a_time_zone_that_there_is(case):
    if isinstance(case.body, dict) and "timeZone" in case.body:
        case.body["timeZone"] = "Europe/Chisinau"


def headers_that_are_taken(case):
    if "If-Match" in case.headers and "If-None-Match" in case.headers:
        del case.headers["If-None-Match"]
    for name, value in list(case.headers.items()):
        pattern = pattern_of(case.operation, name)
        if pattern is not None and re.search(pattern, str(value)) is None:
            del case.headers[name]


@schemathesis.hook
def before_call(ctx, case, kwargs):
    """Mends what a description has no words for, in requests that are meant to be valid.

    A Consistency-Token names a fact: one that never happened is waited for, so none is sent. Without it a request may be
    a valid one, which is asked after it.
    A cursor is signed, so only a page can give one. The plan goes without saying only where exactly one national plan is
    in force on the day. Sectors, areas and links of a list are told apart by their codes, which JSON Schema can demand
    of whole items alone; a percentage may be left out where a share stands alone, and the one area is the largest of
    several. Tags of languages that differ in case alone are of one language. Of two query parameters OpenAPI cannot
    demand that both are given or none, nor that a list is narrowed by one range and sorted by it. The parts of a
    programme's rules name one another and sum up, and their expressions have
    types, which no schema tells. Which time zones there are is known to the IANA database. Of If-Match and If-None-Match
    one is taken, not both. And where the coverage phase knows no valid text for an optional header, because its alphabet
    has letters and digits alone, it takes an invalid one for the combinations that it calls valid.
    """
    token = case.headers.get("Consistency-Token")
    if token is not None and re.search(pattern_of(case.operation, "Consistency-Token"), str(token)):
        del case.headers["Consistency-Token"]
    if not is_meant_valid(case):
        return
    case.query.pop("after", None)
    name_the_plan(case)
    be_born_by_now(case)
    both_or_none(case)
    one_range(case)
    once_each(case)
    case.body = each_language_once(case.body)
    shared_out(case)
    rules_that_can_be_followed(case)
    a_time_zone_that_there_is(case)
    headers_that_are_taken(case)
