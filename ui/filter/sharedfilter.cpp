// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/filter/sharedfilter.h"

#include <algorithm>

namespace assay {

namespace {

constexpr qsizetype kMostOffered = 500;

} // namespace

FilterOffers offersOf(const RunCounts& counts)
{
    FilterOffers offers{.models = counts.models.mid(0, kMostOffered),
        .providers = counts.providers,
        .projects = counts.projects,
        .tags = counts.tags,
        .surfaces = {}};
    for (const auto& [surface, lanes] : counts.surfaces)
        offers.surfaces.append(surface);
    return offers;
}

void SharedFilter::setChoice(const FilterChoice& choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    m_isRestored = false;
    Q_EMIT changed();
}

void SharedFilter::restore(const FilterChoice& choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    m_isRestored = true;
    Q_EMIT changed();
}

void SharedFilter::setFolders(const QList<SmartFolder>& folders)
{
    if (folders == m_folders)
        return;
    m_folders = folders;
    Q_EMIT foldersChanged();
}

void SharedFilter::edit(const QList<SmartFolder>& folders)
{
    setFolders(folders);
    Q_EMIT foldersEdited(folders);
}

void SharedFilter::saveFolder(const QString& name)
{
    const QString trimmed = name.trimmed();
    if (trimmed.isEmpty())
        return;
    auto folders = m_folders;
    const auto same = std::ranges::find_if(folders,
        [&trimmed](const SmartFolder& folder) { return folder.name.compare(trimmed, Qt::CaseInsensitive) == 0; });
    if (same == folders.end())
        folders.append({.name = trimmed, .choice = m_choice});
    else
        *same = {.name = trimmed, .choice = m_choice};
    edit(folders);
}

void SharedFilter::removeFolder(qsizetype index)
{
    if (index < 0 || index >= m_folders.size())
        return;
    auto folders = m_folders;
    folders.removeAt(index);
    edit(folders);
}

qsizetype SharedFilter::currentFolder() const
{
    const auto found = std::ranges::find(m_folders, m_choice, &SmartFolder::choice);
    return found == m_folders.end() ? -1 : found - m_folders.begin();
}

void SharedFilter::setOffers(const FilterOffers& offers)
{
    if (offers == m_offers)
        return;
    m_offers = offers;
    Q_EMIT offersChanged();
}

} // namespace assay
