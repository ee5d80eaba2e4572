// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/stats/quantiles.h"

#include <algorithm>
#include <cmath>

namespace assay {

namespace {

constexpr double kTail = 0.025;
constexpr double kZ = 1.959963984540054;

/// P(X <= k) for X binomial(n, q), summed from logarithms so that n may be large.
class Binomial
{
public:
    Binomial(qsizetype n, double q)
        : m_n(static_cast<double>(n))
        , m_logQ(std::log(q))
        , m_logRest(std::log1p(-q))
    {
    }
    double probability(double k) const
    {
        return std::exp(
            std::lgamma(m_n + 1) - std::lgamma(k + 1) - std::lgamma(m_n - k + 1) + k * m_logQ + (m_n - k) * m_logRest);
    }

private:
    double m_n;
    double m_logQ;
    double m_logRest;
};

} // namespace

Quantile quantileOf(const QList<double>& rising, double q)
{
    Quantile out;
    if (rising.isEmpty())
        return out;
    const auto n = rising.size();
    const double place = q * static_cast<double>(n - 1);
    const auto below = static_cast<qsizetype>(std::floor(place));
    const auto above = std::min(below + 1, n - 1);
    out.value = rising[below] + (place - static_cast<double>(below)) * (rising[above] - rising[below]);
    // Order statistics r < s with P(X_(r) < quantile < X_(s)) >= 95 %, half of the rest on each side.
    const Binomial binomial(n, q);
    double sum = 0;
    qsizetype low = -1; // largest r with P(X <= r - 1) <= 2.5 %
    qsizetype high = -1; // smallest s with P(X <= s - 1) >= 97.5 %
    for (qsizetype k = 0; k < n; ++k) {
        sum += binomial.probability(static_cast<double>(k));
        if (sum <= kTail)
            low = k;
        if (sum >= 1 - kTail) {
            high = k;
            break;
        }
    }
    if (low >= 0)
        out.low = rising[low];
    if (high >= 0)
        out.high = rising[high];
    return out;
}

Share shareOf(qint64 k, qint64 n)
{
    Share share{.k = k, .n = n, .value = 0, .low = 0, .high = 1};
    if (n <= 0)
        return share;
    const auto count = static_cast<double>(n);
    const double p = static_cast<double>(k) / count;
    const double scale = 1 + kZ * kZ / count;
    const double centre = (p + kZ * kZ / (2 * count)) / scale;
    const double half = kZ * std::sqrt(p * (1 - p) / count + kZ * kZ / (4 * count * count)) / scale;
    share.value = p;
    share.low = std::max(0.0, centre - half);
    share.high = std::min(1.0, centre + half);
    return share;
}

} // namespace assay
