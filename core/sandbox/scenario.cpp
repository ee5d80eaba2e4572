// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/scenario.h"

#include "core/sandbox/sandboxtokens.h"

namespace assay {

std::optional<Fault> ScenarioRun::next(const QString& model, const QString& path, const QString& format)
{
    std::optional<Fault> fault;
    for (qsizetype i = 0; i < m_scenario.rules.size(); ++i) {
        const ScenarioRule& rule = m_scenario.rules[i];
        if ((!rule.model.isEmpty() && rule.model != model) || (!rule.format.isEmpty() && rule.format != format)
            || !path.contains(rule.path))
            continue;
        // Every rule counts what fits it, decided or not, so that "nth" does not depend on the other rules.
        const qint64 count = ++m_counts[i];
        if (!fault && fits(i, count))
            fault = rule.fault;
    }
    return fault;
}

bool ScenarioRun::fits(qsizetype index, qint64 count) const
{
    const ScenarioRule& rule = m_scenario.rules[index];
    if (rule.nth && count != *rule.nth)
        return false;
    if (rule.every && count % *rule.every != 0)
        return false;
    if (rule.first && count > *rule.first)
        return false;
    if (!rule.probability)
        return true;
    const quint64 hash = stableHash(QString::number(index) + u':' + QString::number(count), m_scenario.seed);
    // FNV's low bits mix best; 20 of them are fine enough for a probability.
    const auto draw = static_cast<double>((hash ^ (hash >> 32U)) & 0xFFFFFU) / double(0x100000);
    return draw < *rule.probability;
}

} // namespace assay
