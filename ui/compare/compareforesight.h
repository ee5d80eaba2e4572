// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QTimer>

namespace assay {

class ComparePage;

/// What will happen when Run is pressed: what each model will not get, and what the run may cost. A moment after the
/// prompt or the lanes have changed. Belongs to the page.
class CompareForesight : public QObject
{
    Q_OBJECT

public:
    explicit CompareForesight(ComparePage& page);

private:
    void look();

    ComparePage& m_page;
    QTimer m_delay;
};

} // namespace assay
