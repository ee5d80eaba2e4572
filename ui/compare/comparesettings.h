// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/lanesettings.h"

#include <QObject>

namespace assay {

class ActionRegistry;
class ComparePage;
class LaneView;

/// Settings of all lanes and of one, and the view of what the lanes do not share. Belongs to the page.
class CompareSettings : public QObject
{
    Q_OBJECT

public:
    CompareSettings(ComparePage& page, ActionRegistry& actions);

private:
    void connectLanes();
    void editCommon();
    void editLane(LaneView* lane);
    void showDifferences();
    QList<LaneIdentity> identities() const;

    ComparePage& m_page;
};

} // namespace assay
