// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme/theme.h"

#include <QLabel>

namespace assay {

/// A label that never reads its text as anything but plain text, in one of the theme's colours and font roles.
class PlainLabel : public QLabel
{
    Q_OBJECT

public:
    explicit PlainLabel(const QString& text = {}, QWidget* parent = nullptr);

    void setRole(FontRole role, QColor Theme::* colour = &Theme::text);

protected:
    void changeEvent(QEvent* event) override;

private:
    void apply();

    FontRole m_role = FontRole::Body;
    QColor Theme::* m_colour = &Theme::text;
    bool m_applying = false;
};

} // namespace assay
