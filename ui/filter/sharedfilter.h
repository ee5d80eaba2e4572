// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/filterchoice.h"
#include "core/history/runfinder.h"

#include <QObject>
#include <QStringList>

namespace assay {

/// What can be chosen: names that the ledger holds, most used first.
struct FilterOffers {
    QStringList models;
    QStringList providers;
    QStringList projects;
    QStringList tags;
    QStringList surfaces;
    friend bool operator==(const FilterOffers&, const FilterOffers&) = default;
};

FilterOffers offersOf(const RunCounts& counts);

/// The filter that History, Insights and Spend show alike, and the smart folders. The window owns one; each page sets
/// it and follows it.
class SharedFilter : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    const FilterChoice& choice() const { return m_choice; }
    void setChoice(const FilterChoice& choice);
    /// The choice of the last time, at start; the bar says that it comes from there.
    void restore(const FilterChoice& choice);
    /// Whether it still is the one of the last time.
    bool isRestored() const { return m_isRestored && !m_choice.isEmpty(); }

    const QList<SmartFolder>& folders() const { return m_folders; }
    void setFolders(const QList<SmartFolder>& folders); ///< as they are stored; asks nobody to store them
    /// Keeps the filter under a name; a folder that has it already means this from now on.
    void saveFolder(const QString& name);
    void removeFolder(qsizetype index);
    /// The folder that means just this filter; -1: none.
    qsizetype currentFolder() const;

    /// The local day it is, for the first proposal of a range; a page that is shown says it.
    QDate today() const { return m_today; }
    void setToday(QDate today) { m_today = today; }

    const FilterOffers& offers() const { return m_offers; }
    void setOffers(const FilterOffers& offers);

Q_SIGNALS:
    void changed();
    void foldersChanged(); ///< they are different
    void foldersEdited(const QList<assay::SmartFolder>& folders); ///< by the person; to be stored
    void offersChanged();

private:
    void edit(const QList<SmartFolder>& folders);

    FilterChoice m_choice;
    bool m_isRestored = false;
    QList<SmartFolder> m_folders;
    FilterOffers m_offers;
    QDate m_today{2026, 1, 1};
};

} // namespace assay
