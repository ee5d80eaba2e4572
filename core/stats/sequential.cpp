// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/stats/sequential.h"

#include <algorithm>
#include <cmath>

namespace assay {

namespace {

double logBeta(double a, double b)
{
    return std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b);
}

// ln of the mixture's likelihood ratio against the share `p`.
double logRatio(int wins, int losses, double p)
{
    const double against = (wins > 0 ? wins * std::log(p) : 0.0) + (losses > 0 ? losses * std::log1p(-p) : 0.0);
    return logBeta(wins + 0.5, losses + 0.5) - logBeta(0.5, 0.5) - against;
}

// The bound between `inside`, which is left open, and `outside`, which is not.
double bisect(int wins, int losses, double inside, double outside, double limit)
{
    for (int i = 0; i < 100; ++i) {
        const double middle = (inside + outside) / 2;
        (logRatio(wins, losses, middle) < limit ? inside : outside) = middle;
    }
    return (inside + outside) / 2;
}

} // namespace

double evidence(int wins, int losses)
{
    return std::exp(logRatio(wins, losses, 0.5));
}

ShareBounds confidenceSequence(int wins, int losses, double alpha)
{
    const int votes = wins + losses;
    if (votes == 0)
        return {};
    // At the most likely share the ratio is smallest, and below 1: it is always left open.
    const double best = static_cast<double>(wins) / votes;
    const double limit = -std::log(alpha);
    return {.low = wins == 0 ? 0.0 : bisect(wins, losses, best, 0.0, limit),
        .high = losses == 0 ? 1.0 : bisect(wins, losses, best, 1.0, limit)};
}

int votesToDecide(int wins, int losses, double needed, int most)
{
    const int votes = wins + losses;
    if (votes == 0 || wins == losses)
        return -1;
    const double share = static_cast<double>(std::max(wins, losses)) / votes;
    for (int more = 0; more <= most; ++more) {
        const int all = votes + more;
        const int ahead = static_cast<int>(std::lround(share * all));
        if (evidence(ahead, all - ahead) >= needed)
            return more;
    }
    return -1;
}

} // namespace assay
