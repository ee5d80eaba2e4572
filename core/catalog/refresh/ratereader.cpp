// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalog/refresh/ratereader.h"

using namespace Qt::StringLiterals;

namespace assay {

RateSet RateReader::read(const RawJson& object, std::span<const RateKey> keys)
{
    RateSet out;
    const auto members = object.members();
    if (!members) {
        report(u"the prices are not an object"_s);
        return out;
    }
    for (const auto& [name, value] : *members) {
        for (const auto& known : keys) {
            if (name != known.key || value.isNull())
                continue;
            if (const auto rate = price(name, value, known.scale))
                setRate(out, known.usageClass, *rate);
        }
    }
    return out;
}

std::optional<Money> RateReader::price(const QString& key, const RawJson& value, int scale)
{
    const auto pico = value.decimal(scale);
    if (!pico) {
        report(u"'%1': %2"_s.arg(key, pico.error().detail));
        return std::nullopt;
    }
    if (*pico < 0) {
        report(u"'%1' is negative: it depends on the model chosen"_s.arg(key));
        return std::nullopt;
    }
    return Money::fromPico(*pico);
}

std::optional<qint64> RateReader::count(const QString& key, const RawJson& value)
{
    const auto number = value.decimal(0);
    if (!number || *number < 0) {
        report(u"'%1' is not a count"_s.arg(key));
        return std::nullopt;
    }
    return *number;
}

void RateReader::report(const QString& problem)
{
    if (m_problem.isEmpty())
        m_problem = problem;
}

void setRate(RateSet& rates, std::optional<UsageClass> usageClass, Money rate)
{
    if (usageClass)
        rates.set(*usageClass, rate);
    else
        rates.setRequest(rate);
}

bool isListedAtZero(const RateSet& rates)
{
    return rates[UsageClass::Input].value_or(Money()).isZero() && rates[UsageClass::Output].value_or(Money()).isZero();
}

} // namespace assay
