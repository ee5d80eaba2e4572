// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/actionregistry.h"

#include "ui/theme/icons.h"

#include <QWidget>

#include <algorithm>

namespace assay {

namespace {

constexpr char kGroup[] = "assayGroup";

} // namespace

ActionRegistry::ActionRegistry(QWidget* host)
    : QObject(host)
    , m_host(host)
{
}

QAction* ActionRegistry::add(const ActionSpec& spec)
{
    auto* action = new QAction(spec.text, this);
    action->setObjectName(spec.id);
    action->setShortcut(spec.keys);
    action->setProperty(kGroup, spec.group);
    if (!spec.icon.isEmpty())
        action->setIcon(themeIcon(spec.icon));
    m_host->addAction(action);
    m_actions.append(action);
    return action;
}

QAction* ActionRegistry::find(const QString& id) const
{
    const auto found = std::ranges::find_if(m_actions, [&id](QAction* action) { return action->objectName() == id; });
    return found == m_actions.end() ? nullptr : *found;
}

QString ActionRegistry::group(const QAction* action)
{
    return action->property(kGroup).toString();
}

} // namespace assay
