// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalog/catalog.h"
#include "core/pricing/costing.h"

#include <QElapsedTimer>
#include <QResource>

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

/// Median of several runs in microseconds.
double medianMicroseconds(int runs, const std::function<void()>& work)
{
    QList<qint64> times;
    for (int i = 0; i < runs; ++i) {
        QElapsedTimer timer;
        timer.start();
        work();
        times += timer.nsecsElapsed();
    }
    std::ranges::sort(times);
    return static_cast<double>(times[times.size() / 2]) / 1000.0;
}

void print(const char* what, double microseconds, double opening)
{
    std::printf("%-44s %10.1f us   %6.2f x opening\n", what, microseconds, microseconds / opening);
}

} // namespace

int main()
{
    QElapsedTimer first;
    first.start();
    const auto loaded = Catalog::loadBundled();
    const double cold = static_cast<double>(first.nsecsElapsed()) / 1000.0;
    if (!loaded)
        return 1;
    const auto& catalog = *loaded;
    const QByteArray json = QResource(u":/catalog/catalog.json"_s).uncompressedData();
    const QByteArray packed = qCompress(json, 9);

    const double opening = medianMicroseconds(31, [] { (void)Catalog::loadBundled(); });
    std::printf("%lld models, %lld bytes (%lld compressed)\n", static_cast<long long>(catalog->size()),
        static_cast<long long>(json.size()), static_cast<long long>(packed.size()));
    print("open: index only, first time in the process", cold, opening);
    print("open: index only", opening, opening);
    print("unpack, were the resource compressed", medianMicroseconds(11, [&] { (void)qUncompress(packed); }), opening);
    print("open, then every price",
        medianMicroseconds(11,
            [] {
                const auto fresh = *Catalog::loadBundled();
                for (const auto& model : fresh->list({.unlisted = UnlistedModels::Shown}))
                    (void)model.price.periods.size();
            }),
        opening);
    print("validate every entry", medianMicroseconds(11, [&] { (void)catalog->validate(); }), opening);
    print("list for a picker, text search", medianMicroseconds(11, [&] { (void)catalog->list({.text = u"sonnet"_s}); }),
        opening);
    constexpr int kMany = 2000;
    const auto each = [&](const QString& provider, const QString& id) {
        return medianMicroseconds(11, [&] {
            for (int i = 0; i < kMany; ++i)
                (void)catalog->find(provider, id);
        }) / kMany;
    };
    print("find: exact id", each(u"anthropic"_s, u"claude-sonnet-5-5"_s), opening);
    print("find: alias", each(u"anthropic"_s, u"claude-5-sonnet"_s), opening);
    print("find: version stripped", each(u"anthropic"_s, u"claude-sonnet-5-20260629"_s), opening);
    print("find: unknown", each(u"anthropic"_s, u"claude-nothing"_s), opening);

    CostInput input;
    input.usage.set(UsageClass::Input, 1000);
    input.usage.set(UsageClass::CacheRead, 500);
    input.usage.set(UsageClass::Output, 200);
    input.price = catalog->find(u"anthropic"_s, u"claude-sonnet-5-5"_s);
    input.at = QDateTime::currentDateTimeUtc();
    print("compute one cost",
        medianMicroseconds(11,
            [&] {
                for (int i = 0; i < kMany; ++i)
                    (void)computeCost(input);
            })
            / kMany,
        opening);
    return 0;
}
