from activities.models.happened import Activity, ActivityKind, Direction
from activities.models.outbox import Notification, OutboxMessage
from activities.models.planned import Task, TaskKind

__all__ = ["Activity", "ActivityKind", "Direction", "Notification", "OutboxMessage", "Task", "TaskKind"]
