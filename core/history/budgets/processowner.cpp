// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/budgets/processowner.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}

QString boot()
{
    return QString::fromLatin1(contentOf(u"/proc/sys/kernel/random/boot_id"_s));
}

QString numberSpace()
{
    return QFileInfo(u"/proc/self/ns/pid"_s).symLinkTarget().section(u'/', -1);
}

/// Field 22 of /proc/PID/stat, clock ticks since boot; empty if there is no such process. The second field is a name in
/// brackets that may hold anything, so counting starts behind the last bracket. A zombie has ended.
QString startTime(const QString& number)
{
    const QByteArray stat = contentOf(u"/proc/%1/stat"_s.arg(number));
    const qsizetype name = stat.lastIndexOf(')');
    if (name < 0)
        return {};
    const auto fields = stat.sliced(name + 1).simplified().split(' ');
    constexpr qsizetype kState = 0; // field 3
    constexpr qsizetype kStart = 19; // field 22
    if (fields.size() <= kStart || fields[kState] == "Z" || fields[kState] == "X")
        return {};
    return QString::fromLatin1(fields[kStart]);
}

} // namespace

QString thisProcess()
{
    static const QString own = [] {
        const QString number = QString::number(QCoreApplication::applicationPid());
        return QStringList{boot(), numberSpace(), number, startTime(number)}.join(u'|');
    }();
    return own;
}

OwnerState ownerState(const QString& owner)
{
    if (owner == thisProcess())
        return OwnerState::Alive;
    const QStringList parts = owner.split(u'|');
    const QString now = boot();
    if (parts.size() != 4 || now.isEmpty() || parts[0].isEmpty())
        return OwnerState::Unknown;
    if (parts[0] != now)
        return OwnerState::Gone; // the machine was started anew
    if (parts[1] != numberSpace())
        return OwnerState::Unknown;
    return startTime(parts[2]) == parts[3] ? OwnerState::Alive : OwnerState::Gone;
}

} // namespace assay
