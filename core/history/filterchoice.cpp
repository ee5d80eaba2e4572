// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/filterchoice.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

struct NamedPeriod {
    FilterPeriod period;
    QLatin1StringView name;
    qint64 seconds; ///< 0: not so long ago, but from the first of the month
};

constexpr std::array kPeriods
    = {NamedPeriod{FilterPeriod::Minutes5, "5m"_L1, 300}, NamedPeriod{FilterPeriod::Hour, "1h"_L1, 3'600},
        NamedPeriod{FilterPeriod::Hours24, "24h"_L1, 86'400}, NamedPeriod{FilterPeriod::Days7, "7d"_L1, 604'800},
        NamedPeriod{FilterPeriod::Days30, "30d"_L1, 2'592'000}, NamedPeriod{FilterPeriod::ThisMonth, "month"_L1, 0}};

QString pathIn(const QString& profile)
{
    return profile + u"/smart-folders.json"_s;
}

} // namespace

QLatin1StringView filterPeriodName(FilterPeriod period)
{
    const auto found = std::ranges::find(kPeriods, period, &NamedPeriod::period);
    return found == kPeriods.end() ? QLatin1StringView() : found->name;
}

std::optional<FilterPeriod> filterPeriodFromName(QStringView name)
{
    const auto found
        = std::ranges::find_if(kPeriods, [name](const NamedPeriod& period) { return period.name == name; });
    return found == kPeriods.end() ? std::nullopt : std::optional(found->period);
}

HistoryFilter FilterChoice::at(const QDateTime& now) const
{
    const auto named = std::ranges::find(kPeriods, period, &NamedPeriod::period);
    if (named == kPeriods.end())
        return filter;
    HistoryFilter dated = filter;
    dated.until = {};
    const QDate today = now.toLocalTime().date();
    dated.since = named->seconds > 0 ? now.toUTC().addSecs(-named->seconds)
                                     : QDate(today.year(), today.month(), 1).startOfDay().toUTC();
    return dated;
}

QJsonObject toJson(const FilterChoice& choice)
{
    QJsonObject out = toJson(choice.filter);
    if (choice.period != FilterPeriod::Any)
        out.insert("period"_L1, QString(filterPeriodName(choice.period)));
    return out;
}

FilterChoice filterChoiceFromJson(const QJsonObject& object)
{
    FilterChoice choice{.filter = historyFilterFromJson(object),
        .period = filterPeriodFromName(object[u"period"].toString()).value_or(FilterPeriod::Any)};
    if (choice.period != FilterPeriod::Any) {
        choice.filter.since = {};
        choice.filter.until = {};
    }
    return choice;
}

QList<SmartFolder> readSmartFolders(const QString& profile)
{
    QFile file(pathIn(profile));
    QList<SmartFolder> folders;
    if (!file.open(QIODevice::ReadOnly))
        return folders;
    const auto array = QJsonDocument::fromJson(file.readAll()).array();
    for (const auto& value : array) {
        SmartFolder folder{
            .name = value[u"name"].toString(), .choice = filterChoiceFromJson(value[u"filter"].toObject())};
        if (folder.choice.filter.words.isEmpty())
            folder.choice.filter.words = value[u"terms"].toString(); // where they stood before
        folders.append(folder);
    }
    return folders;
}

Result<void> writeSmartFolders(const QString& profile, const QList<SmartFolder>& folders)
{
    QJsonArray array;
    for (const auto& folder : folders)
        array.append(QJsonObject{{u"name"_s, folder.name}, {u"filter"_s, toJson(folder.choice)}});
    QSaveFile file(pathIn(profile));
    const QByteArray bytes = QJsonDocument(array).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(ErrorKind::Storage, file.errorString());
    return {};
}

} // namespace assay
