"""What do Splink and recordlinkage make of the same data sets? Each in its usual way, and with every favour.

Splink estimates from the scored records themselves, without labels, as its documentation shows. recordlinkage learns a
logistic regression from the training sets' labels, as ours does. Both are given the threshold that is best *for the
scored links*, and the better of plain pairs and the grouping that we use; ours gets its threshold from the training
sets.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

from bench.duplicates.febrl import COLUMNS, DataSet, Pair, Scored, linked, quality

_LEAST = [step / 2 for step in range(-20, 41)]


def best(found: Scored) -> dict[str, float]:
    """The highest F1 over all thresholds, grouped or not."""
    tries = []
    for least in _LEAST:
        pairs = {pair for pair, score in found.scores.items() if score >= least}
        tries.append(quality(pairs, found.data.links))
        tries.append(quality(linked(found, least=least), found.data.links))
    return max(tries, key=lambda each: each["f1"])


def splink(data: DataSet, *, without_id: bool) -> Scored:
    import pandas as pd  # noqa: PLC0415 -- heavy, and in the bench's environment only
    from splink import DuckDBAPI, Linker  # noqa: PLC0415 -- see above

    logging.getLogger("splink").setLevel(logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of libraries that are not ours
        database = DuckDBAPI()
        frames = []
        for keys in data.sides:
            rows = [
                {"unique_id": key, **{name: data.records[key][name] or None for name in COLUMNS}}
                for key in keys
            ]
            frames.append(database.register(pd.DataFrame(rows)))
        linker = Linker(
            frames, _settings(two=len(data.sides) > 1, without_id=without_id), log_level=logging.ERROR
        )
        _train(linker, without_id=without_id)
        found = linker.inference.predict(threshold_match_weight=-10).as_pandas_dataframe()
    scores = {
        (min(one, other), max(one, other)): float(weight)
        for one, other, weight in zip(
            found["unique_id_l"], found["unique_id_r"], found["match_weight"], strict=True
        )
    }
    return Scored(data, scores)


def _settings(*, two: bool, without_id: bool) -> Any:
    import splink.comparison_library as cl  # noqa: PLC0415 -- see above
    from splink import SettingsCreator, block_on  # noqa: PLC0415 -- see above

    comparisons = [
        cl.NameComparison("given_name").configure(term_frequency_adjustments=True),
        cl.NameComparison("surname").configure(term_frequency_adjustments=True),
        cl.DamerauLevenshteinAtThresholds("street_number", [1]),
        cl.JaroWinklerAtThresholds("address_1", [0.92, 0.8]).configure(term_frequency_adjustments=True),
        cl.JaroWinklerAtThresholds("address_2", [0.92, 0.8]).configure(term_frequency_adjustments=True),
        cl.JaroWinklerAtThresholds("suburb", [0.92, 0.8]).configure(term_frequency_adjustments=True),
        cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
        cl.DamerauLevenshteinAtThresholds("state", [1]),
    ]
    rules = [
        block_on("given_name", "surname"), block_on("given_name", "postcode"), block_on("surname", "postcode"),
        block_on("given_name", "suburb"), block_on("surname", "suburb"), block_on("given_name", "street_number"),
        block_on("surname", "street_number"), block_on("address_1"), block_on("address_2"),
        block_on("suburb", "postcode"), block_on("suburb", "street_number"), block_on("postcode", "street_number"),
    ]  # fmt: skip
    if not without_id:
        comparisons += [
            cl.DamerauLevenshteinAtThresholds("date_of_birth", [1, 2]),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
        ]
        rules += [block_on("date_of_birth"), block_on("soc_sec_id")]
    return SettingsCreator(
        link_type="link_only" if two else "dedupe_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=rules,
        retain_matching_columns=False,
    )


def _train(linker: Any, *, without_id: bool) -> None:
    from splink import block_on  # noqa: PLC0415 -- see above

    training = linker.training
    exact = [
        block_on("given_name", "surname", "postcode"),
        block_on("given_name", "surname", "suburb"),
        block_on("surname", "address_1"),
    ]
    training.estimate_probability_two_random_records_match(exact, recall=0.7)
    training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    rounds = [block_on("given_name", "surname"), block_on("suburb", "postcode"), block_on("address_1")]
    for rule in rounds + ([] if without_id else [block_on("soc_sec_id")]):
        training.estimate_parameters_using_expectation_maximisation(rule, record_sample_proportion=1.0)


def recordlinkage(
    data: DataSet, training: Sequence[DataSet], candidates: Mapping[str, Sequence[Pair]]
) -> Scored:
    """Its comparisons and its logistic regression, on the same candidate pairs as ours."""
    import math  # noqa: PLC0415 -- only here

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of libraries that are not ours
        import pandas as pd  # noqa: PLC0415 -- heavy, and in the bench's environment only
        import recordlinkage as rl  # noqa: PLC0415 -- see above

        def features(one: DataSet) -> Any:
            frame = pd.DataFrame.from_dict(one.records, orient="index")[list(COLUMNS)].replace("", None)
            compare = rl.Compare()
            for name in COLUMNS:
                compare.string(name, name, method="jarowinkler", missing_value=0.5, label=name)
            return compare.compute(pd.MultiIndex.from_tuples(candidates[one.name]), frame, frame)

        tables = [features(one) for one in training]
        learned = rl.LogisticRegressionClassifier()
        learned.fit(pd.concat(tables).reset_index(drop=True), _matches(tables, training))
        wanted = features(data)
        likely = learned.prob(wanted)
    scores = {
        pair: math.log2(max(chance, 1e-9) / max(1 - chance, 1e-9))
        for pair, chance in zip(wanted.index, likely, strict=True)
    }
    return Scored(data, scores)


def _matches(tables: Sequence[Any], training: Sequence[DataSet]) -> Any:
    import pandas as pd  # noqa: PLC0415 -- see above

    flags: list[bool] = []
    for table, data in zip(tables, training, strict=True):
        flags.extend(pair in data.links for pair in table.index)
    return pd.Index([number for number, flag in enumerate(flags) if flag])
