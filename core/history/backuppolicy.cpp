// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/backuppolicy.h"

#include <chrono>
#include <numeric>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay {

namespace {
constexpr qint64 kShare = 5; // of the free disk, one part in five
constexpr qsizetype kAlwaysKept = 2;
} // namespace

QString whyNoBackup(const BackupOutlook& outlook, const QDateTime& now)
{
    if (outlook.newest.isValid() && outlook.newest.secsTo(now) < std::chrono::seconds(20h).count())
        return u"The newest copy is from %1; a copy is made once a day."_s.arg(
            outlook.newest.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s));
    if (outlook.ledgerBytes > outlook.freeBytes / kShare)
        return u"There is too little room on the disk for a copy that nobody asked for: %1 MB are free, %2 MB are needed."_s
            .arg(outlook.freeBytes / 1'000'000)
            .arg(kShare * outlook.ledgerBytes / 1'000'000);
    return {};
}

qsizetype copiesBeyond(const QList<qint64>& sizes, qint64 freeBytes)
{
    qint64 taken = std::accumulate(sizes.begin(), sizes.end(), qint64(0));
    const qint64 room = (freeBytes + taken) / kShare;
    qsizetype kept = sizes.size();
    while (kept > kAlwaysKept && taken > room)
        taken -= sizes[--kept];
    return sizes.size() - kept;
}

} // namespace assay
