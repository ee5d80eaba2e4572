// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/formats.h"

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qint64 kPicoPerDollar = 1'000'000'000'000;

qint64 powerOfTen(int exponent)
{
    qint64 power = 1;
    for (int i = 0; i < exponent; ++i)
        power *= 10;
    return power;
}

} // namespace

Formats::Formats(QLocale locale)
    : m_locale(std::move(locale))
{
}

QString Formats::dollars(qint64 pico, int decimals) const
{
    const bool negative = pico < 0;
    // Negating the smallest qint64 is undefined; as unsigned it is exact.
    const quint64 magnitude = negative ? 0ULL - static_cast<quint64>(pico) : static_cast<quint64>(pico);
    const auto unit = static_cast<quint64>(kPicoPerDollar / powerOfTen(decimals));
    const quint64 units = magnitude / unit + (magnitude % unit >= unit - unit / 2 ? 1 : 0);
    const auto perDollar = static_cast<quint64>(powerOfTen(decimals));
    QString fraction;
    for (quint64 rest = units % perDollar, i = 0; i < static_cast<quint64>(decimals); ++i, rest /= 10)
        fraction.prepend(m_locale.toString(rest % 10));
    const QString figure = u'$' + m_locale.toString(units / perDollar) + m_locale.decimalPoint() + fraction;
    return negative ? u'\u2212' + figure : figure;
}

QString Formats::cost(Money amount) const
{
    const qint64 pico = amount.pico();
    if (pico > 0 && pico < 50'000'000)
        return u'<' + dollars(100'000'000, 4);
    return dollars(pico, pico >= kPicoPerDollar || pico <= -kPicoPerDollar ? 2 : 4);
}

QString Formats::sum(Money amount) const
{
    return amount.isZero() ? dollars(0, 2) : cost(amount);
}

QString Formats::perMillion(Money amount) const
{
    QString digits = amount.toDecimalString();
    const auto point = digits.indexOf(u'.');
    const auto decimals = point < 0 ? 0 : digits.size() - point - 1;
    if (point < 0)
        digits += u'.';
    digits += QString(qMax<qsizetype>(0, 2 - decimals), u'0');
    return digits.replace(u'.', m_locale.decimalPoint());
}

QString Formats::exactMoney(Money amount) const
{
    QString digits = amount.toDecimalString();
    const bool negative = digits.startsWith(u'-');
    if (negative)
        digits.remove(0, 1);
    digits.replace(u'.', m_locale.decimalPoint());
    return (negative ? u"\u2212$"_s : u"$"_s) + digits;
}

QString Formats::spend(const SpendTotal& total) const
{
    const QString known = sum(total.known);
    return total.unpriced > 0 ? tr("%1 + %2 unpriced").arg(known, m_locale.toString(total.unpriced)) : known;
}

QString Formats::cost(const Cost& value) const
{
    if (value.amount)
        return value.state == CostState::Estimated ? u"\u2248 "_s + cost(*value.amount) : cost(*value.amount);
    return value.priceRevision.isEmpty() ? tr("no price") : tr("cost not known");
}

QString Formats::costWord(const LaneRecord& record) const
{
    if (record.simulated)
        return tr("simulated");
    if (record.local)
        return tr("local");
    if (!record.cost.amount)
        return {};
    if (record.cost.amount->isZero())
        return tr("nothing billed");
    switch (record.cost.state) {
    case CostState::Reported: return tr("reported");
    case CostState::Computed: return tr("computed");
    case CostState::Estimated: return tr("estimated");
    case CostState::Unknown: break;
    }
    return {};
}

QString Formats::fixed(double value, int decimals) const
{
    return m_locale.toString(value, 'f', decimals);
}

QString Formats::duration(std::chrono::microseconds time) const
{
    const auto us = static_cast<double>(time.count());
    if (us < 9'950)
        return fixed(us / 1e3, 1) + kThinSpace + tr("ms");
    if (us < 99'500)
        return fixed(us / 1e3, 0) + kThinSpace + tr("ms");
    if (us < 99'995'000)
        return fixed(us / 1e6, 2) + kThinSpace + tr("s");
    const auto seconds = static_cast<qint64>(std::llround(us / 1e6));
    const QString rest = m_locale.toString(seconds % 60);
    return tr("%1 min %2 s")
        .arg(m_locale.toString(seconds / 60), seconds % 60 < 10 ? m_locale.zeroDigit() + rest : rest);
}

QString Formats::tokenCount(qint64 count) const
{
    static constexpr std::array suffixes{u'k', u'M', u'G'};
    if (count < 10'000)
        return m_locale.toString(count);
    double value = static_cast<double>(count);
    std::size_t suffix = 0;
    for (value /= 1e3; value >= 999.5 && suffix + 1 < suffixes.size(); ++suffix)
        value /= 1e3;
    const int decimals = value < 9.995 ? 2 : (value < 99.95 ? 1 : 0);
    return fixed(value, decimals) + suffixes[suffix];
}

QString Formats::tokens(qint64 count) const
{
    return tokenCount(count) + kThinSpace + tr("tok");
}

QString Formats::exactCount(qint64 count) const
{
    return m_locale.toString(count);
}

QString Formats::speed(double tokensPerSecond) const
{
    return fixed(tokensPerSecond, tokensPerSecond < 9.95 ? 1 : 0);
}

std::optional<double> tokensPerSecond(const LaneRecord& record)
{
    const auto tokens = record.usage[UsageClass::Output];
    const auto first = record.timing.firstText ? record.timing.firstText : record.timing.firstToken;
    if (!tokens || !first || !record.timing.lastToken || *record.timing.lastToken <= *first)
        return std::nullopt;
    const std::chrono::duration<double> span = *record.timing.lastToken - *first;
    return static_cast<double>(*tokens) / span.count();
}

QString laneLetter(int lane)
{
    const QChar last(u'A' + lane % 26);
    return lane < 26 ? QString(last) : QString(QChar(u'A' + lane / 26 - 1)) + last;
}

} // namespace assay
