// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/stats/bradleyterry.h"

#include <cmath>
#include <utility>

namespace assay {

namespace {

constexpr double kPrior = 1 / (1.5 * 1.5); // precision of the prior
constexpr int kMostSteps = 50;

double logistic(double x)
{
    return 1 / (1 + std::exp(-x));
}

/// The inverse of a positive definite matrix, row by row (Gauss–Jordan; the diagonal is never zero).
QList<double> inverse(QList<double> matrix, qsizetype n)
{
    QList<double> out(n * n, 0);
    for (qsizetype i = 0; i < n; ++i)
        out[i * n + i] = 1;
    for (qsizetype pivot = 0; pivot < n; ++pivot) {
        const double scale = 1 / matrix[pivot * n + pivot];
        for (qsizetype column = 0; column < n; ++column) {
            matrix[pivot * n + column] *= scale;
            out[pivot * n + column] *= scale;
        }
        for (qsizetype row = 0; row < n; ++row) {
            const double factor = matrix[row * n + pivot];
            if (row == pivot || factor == 0)
                continue;
            for (qsizetype column = 0; column < n; ++column) {
                matrix[row * n + column] -= factor * matrix[pivot * n + column];
                out[row * n + column] -= factor * out[pivot * n + column];
            }
        }
    }
    return out;
}

struct Slope {
    QList<double> gradient;
    QList<double> hessian; // of the negative log posterior
};

Slope slopeAt(const QList<double>& strengths, const QList<PairedWins>& wins)
{
    const qsizetype n = strengths.size();
    Slope out{.gradient = QList<double>(n), .hessian = QList<double>(n * n, 0)};
    for (qsizetype i = 0; i < n; ++i) {
        out.gradient[i] = -kPrior * strengths[i];
        out.hessian[i * n + i] = kPrior;
    }
    for (const auto& pair : wins) {
        const qsizetype i = pair.first;
        const qsizetype j = pair.second;
        const double games = pair.firstWins + pair.secondWins;
        const double p = logistic(strengths[i] - strengths[j]);
        const double pull = pair.firstWins - games * p;
        out.gradient[i] += pull;
        out.gradient[j] -= pull;
        const double weight = games * p * (1 - p);
        out.hessian[i * n + i] += weight;
        out.hessian[j * n + j] += weight;
        out.hessian[i * n + j] -= weight;
        out.hessian[j * n + i] -= weight;
    }
    return out;
}

} // namespace

BradleyTerry BradleyTerry::fit(qsizetype items, const QList<PairedWins>& wins)
{
    BradleyTerry out;
    out.m_strengths = QList<double>(items, 0);
    for (int step = 0; step < kMostSteps; ++step) {
        const Slope slope = slopeAt(out.m_strengths, wins);
        out.m_covariance = inverse(slope.hessian, items);
        double largest = 0;
        for (qsizetype i = 0; i < items; ++i) {
            double change = 0;
            for (qsizetype j = 0; j < items; ++j)
                change += out.m_covariance[i * items + j] * slope.gradient[j];
            change = std::clamp(change, -2.0, 2.0); // far from the maximum a full step can overshoot
            out.m_strengths[i] += change;
            largest = std::max(largest, std::abs(change));
        }
        if (largest < 1e-10)
            break;
    }
    return out;
}

double BradleyTerry::rating(qsizetype item) const
{
    return 1000 + m_strengths[item] * 400 / std::log(10.0);
}

double BradleyTerry::chance(qsizetype item, qsizetype other) const
{
    return logistic(m_strengths[item] - m_strengths[other]);
}

double BradleyTerry::errorOfDifference(qsizetype item, qsizetype other) const
{
    const qsizetype n = m_strengths.size();
    const auto at = [&](qsizetype row, qsizetype column) { return m_covariance[row * n + column]; };
    return std::sqrt(at(item, item) + at(other, other) - 2 * at(item, other));
}

} // namespace assay
