// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <optional>

class QMimeData;
class QPixmap;
class QWidget;

namespace assay {

/// Starts dragging the lane with this uid; ends when it is dropped.
void startLaneDrag(QWidget* source, int lane, const QPixmap& picture);
/// The lane that is dragged; nothing if it is something else, or of another process.
std::optional<int> draggedLane(const QMimeData* data);

} // namespace assay
