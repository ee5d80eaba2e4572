// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The whole campaign of crashes and disk errors: `bench_crash [POINTS] [SEED]`, ten thousand by default. Unlike other
// benchmarks it fails when a promise is broken.

#include "tests/support/crashcampaign.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <cstdio>
#include <cstdlib>

using namespace assay::testing;

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    if (isCrashWriter(arguments))
        return crashWriter(arguments);
    const int points = argc > 1 ? std::atoi(argv[1]) : 10'000;
    const auto seed = static_cast<quint32>(argc > 2 ? std::atoi(argv[2]) : 1);
    QElapsedTimer timer;
    timer.start();
    const auto result = crashCampaign(QStringLiteral(ASSAY_CRASH_SHIM), points, seed);
    for (const auto& fault : result.faults)
        std::printf("%s\n", qPrintable(fault));
    std::printf("%d points (%d kills, %d disk errors), %lld acknowledged runs, %lld broken promises, %.0f s\n",
        result.points, result.kills, result.errors, static_cast<long long>(result.acknowledged),
        static_cast<long long>(result.faults.size()), static_cast<double>(timer.elapsed()) / 1e3);
    return result.faults.isEmpty() && result.points > 0 ? 0 : 1;
}
